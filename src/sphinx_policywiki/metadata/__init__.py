"""What machines read of an article."""
