"""Everything that is kept, in files of one folder."""
