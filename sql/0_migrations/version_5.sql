-- Evidence in short. Of that which is there it is unknown, until its period is judged anew.
alter table if exists evidence add column if not exists briefly text;
