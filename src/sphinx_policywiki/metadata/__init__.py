"""What machines read: tags in the head of a page, JSON-LD, files for reference managers."""
