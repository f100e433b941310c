"""What happened, told as it happens: the event log followed within and across processes."""
