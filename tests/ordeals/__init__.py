"""What an acknowledged session has to survive: `make ordeals`. See docs/sync.md."""
