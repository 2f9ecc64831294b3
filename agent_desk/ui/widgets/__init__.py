"""Widgets that know nothing of the product: they get words and values, and say what happened.

======================  =============================================================
``text``                Text, Part, title, heading, strong, small, IconMark, Avatar
``buttons``             Button, ButtonKind, IconButton
``pill``                Pill, PillButton, ConnectionPill
``cards``               Card, StatCard, PageHeader, EmptyState, Skeleton, Rule
``layout``              column, row, add, clear, FlowLayout, ActionBar, ScrollPage, spacer
``panes``               Panes, Pane, pane_of: columns that become fewer
``fields``              Field, LineEntry, TextArea, Picker, EntryFrame, commit_typing
``choices``             ChoiceGroup: the answers of a question
``task_list``           TaskList: the parts of a case
``papers``              PaperRow, Stack, KeyValue, PairStrip
``row_list``            RowList: work rows with pill, time and one button
``timeline``            Timeline
``progress``            Stepper, ThinBar
``messages``            Banner, Toast, ErrorSummary, FieldError, announce
``dialogs``             Dialog, ConfirmDialog
``search_box``          SearchBox
``rail``, ``key_bar``   parts of the shell
``paint``, ``states``, ``cell_list``  what painted widgets are made of
======================  =============================================================

``python -m tests.gallery --ui`` shows them all.
"""
