"""The sandbox on the screen: a mock phone or portal over the whole screen, and the task beside."""
