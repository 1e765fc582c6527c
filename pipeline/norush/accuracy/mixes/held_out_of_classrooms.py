"""Which held-out kinds share a key at schools, universities, publishers, training firms and those who examine."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # publishers of schoolbooks
        Mix(("worksheets-made-by-teachers-from-a-chapter", "exercises-of-a-textbook-made-in-variants"), one_model=True),
        Mix(("worksheets-made-by-teachers-from-a-chapter", "word-entries-given-examples-by-batch")),
        Mix(("exercises-of-a-textbook-made-in-variants", "word-entries-given-examples-by-batch"), one_model=True),
        Mix(
            (
                "worksheets-made-by-teachers-from-a-chapter",
                "exercises-of-a-textbook-made-in-variants",
                "open-resources-put-under-the-curriculum",
            )
        ),
        # learning apps
        Mix(("mistakes-explained-in-a-learning-app", "weak-spots-of-classes-told-to-teachers-nightly"), one_model=True),
        Mix(("mistakes-explained-in-a-learning-app", "recorded-lessons-put-to-a-new-tutor-prompt")),
        Mix(("mistakes-explained-in-a-learning-app", "solutions-written-for-the-papers-of-twenty-years")),
        Mix(
            (
                "short-answers-marked-before-the-next-item",
                "mistakes-explained-in-a-learning-app",
                "weak-spots-of-classes-told-to-teachers-nightly",
            )
        ),
        # corporate learning and training firms
        Mix(
            (
                "courses-built-by-an-agent-of-an-authoring-tool",
                "learning-advice-worded-for-each-employee-weekly",
            ),
            one_model=True,
        ),
        Mix(("trainees-rehearse-a-sales-talk", "learning-advice-worded-for-each-employee-weekly"), one_model=True),
        Mix(("trainees-rehearse-a-sales-talk", "courses-built-by-an-agent-of-an-authoring-tool")),
        # universities
        Mix(("applicants-ask-the-admissions-chat", "foreign-certificates-verified-by-an-agent"), one_model=True),
        Mix(("applicants-ask-the-admissions-chat", "comments-on-courses-put-under-themes-by-batch")),
        Mix(
            ("lecture-recordings-given-chapters-after-upload", "comments-on-courses-put-under-themes-by-batch"),
            one_model=True,
        ),
        Mix(("student-programs-written-with-a-campus-agent", "lecture-recordings-given-chapters-after-upload")),
        Mix(
            (
                "student-programs-written-with-a-campus-agent",
                "rubric-marks-held-against-two-examiners",
                "applicants-ask-the-admissions-chat",
            )
        ),
        Mix(("timetable-clashes-solved-by-an-agent", "lecture-recordings-given-chapters-after-upload"), one_model=True),
        # examination boards
        Mix(
            ("feedback-drafted-as-a-teacher-opens-an-essay", "rubric-marks-held-against-two-examiners"), one_model=True
        ),
        Mix(("webcam-flags-judged-while-an-exam-runs", "solutions-written-for-the-papers-of-twenty-years")),
        Mix(("short-answers-marked-before-the-next-item", "rubric-marks-held-against-two-examiners"), one_model=True),
        # sites for online courses
        Mix(
            (
                "posts-in-a-course-forum-drafted-for-tutors",
                "units-of-online-courses-translated-by-mapped-tasks",
            ),
            one_model=True,
        ),
        Mix(
            (
                "posts-in-a-course-forum-drafted-for-tutors",
                "recorded-lessons-put-to-a-new-tutor-prompt",
                "webcam-flags-judged-while-an-exam-runs",
            )
        ),
        # platforms for schools
        Mix(
            ("answers-of-a-class-screened-before-the-board", "open-resources-put-under-the-curriculum"), one_model=True
        ),
        Mix(
            (
                "absences-mailed-to-schools-read-as-they-come",
                "answers-of-a-class-screened-before-the-board",
                "feedback-drafted-as-a-teacher-opens-an-essay",
                "weak-spots-of-classes-told-to-teachers-nightly",
            )
        ),
    ),
    CROWDED: (
        Mix(
            (
                "applicants-ask-the-admissions-chat",
                "student-programs-written-with-a-campus-agent",
                "foreign-certificates-verified-by-an-agent",
                "lecture-recordings-given-chapters-after-upload",
                "rubric-marks-held-against-two-examiners",
                "comments-on-courses-put-under-themes-by-batch",
                "new-titles-told-for-a-library-app",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("applicants-ask-the-admissions-chat", "scholarship-files-summed-up-for-the-jury"), one_model=True),
        Mix(("foreign-certificates-verified-by-an-agent", "scholarship-files-summed-up-for-the-jury")),
        Mix(("trainees-rehearse-a-sales-talk", "feedback-on-seminars-summed-up-each-evening"), one_model=True),
        Mix(("courses-built-by-an-agent-of-an-authoring-tool", "feedback-on-seminars-summed-up-each-evening")),
        Mix(("posts-in-a-course-forum-drafted-for-tutors", "feedback-on-seminars-summed-up-each-evening")),
        Mix(("absences-mailed-to-schools-read-as-they-come", "new-titles-told-for-a-library-app"), one_model=True),
        Mix(("mistakes-explained-in-a-learning-app", "new-titles-told-for-a-library-app")),
        Mix(
            ("lecture-recordings-given-chapters-after-upload", "scholarship-files-summed-up-for-the-jury"),
            one_model=True,
        ),
    ),
}
