"""The door at /socket.io: agents asked for things, and what happens told as it happens."""
