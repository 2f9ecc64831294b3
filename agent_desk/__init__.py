"""Agent Desk: the counter of a post office that serves as online public service agent."""

__version__ = "0.1.0"
