-- A list of tags as one text: without those that name a person, each as it may be kept, in order. Null where none is left.
-- in: -                   out: joined_tags
-- grain: a macro over one list of texts
create or replace temp macro joined_tags(tags) as
    nullif(
        array_to_string(
            list_sort(list_transform(list_filter(tags, lambda tag: not is_personal(tag)), lambda tag: as_label(tag))), ', '
        ),
        ''
    )
