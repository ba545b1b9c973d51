"""What authors write: a module for each kind of directive."""
