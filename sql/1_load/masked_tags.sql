-- Tags as they may be kept: keys and values are names.
-- in: -                   out: masked_tags
-- grain: a macro over one map
create or replace temp macro masked_tags(tags) as
    map_from_entries(list_transform(
        map_entries(tags),
        lambda tag: {'key': coalesce(masked_name(tag.key), ''), 'value': masked_name(tag.value)}
    ))
