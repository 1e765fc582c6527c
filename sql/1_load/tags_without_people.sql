-- The labels of a call that may be its tags: without those that name a person or one conversation, by their key or by their value (these
-- have columns of their own), and each as it may be kept. Null without labels.
-- in: -                   out: tags_without_people
-- grain: a macro over one map
create or replace temp macro tags_without_people(labels) as
    case
        when labels is not null then map_from_entries(list_transform(
            list_filter(
                map_entries(labels),
                lambda label: not regexp_matches(lower(label.key), 'user|session|conversation|mail') and not is_personal(label.value)
            ),
            lambda label: {'key': as_label(label.key), 'value': as_label(label.value)}
        ))
    end
