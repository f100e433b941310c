"""Where people and programs come in: settings, REST, the chat page, the command line."""
