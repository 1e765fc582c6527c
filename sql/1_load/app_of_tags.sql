-- What LiteLLM's tags call a work: the first that is not about the client. One that names a person (`owner:jane@corp`) becomes `user-` and twelve
-- digits of its hash, as an address in a name does, unless end users are shown.
-- in: -                   out: app_of_tags
-- grain: a macro over one list of texts
create or replace temp macro app_of_tags(tags) as
    list_transform(
        list_filter(tags[:2], lambda tag: not starts_with(tag, 'User-Agent:'))[:1],
        lambda tag: case
            when is_personal(tag) and not coalesce(getvariable('shows_end_users'), false) then concat('user-', left(md5(tag), 12))
            else tag
        end
    )[1]
