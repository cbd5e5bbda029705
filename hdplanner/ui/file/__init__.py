"""What is done with the file as a whole: versions, history, bin, merge, protection, lock, people's rights."""
