"""The window: theme, shell, widgets and pages."""
