"""The schema steps, one file a step, and the frozen schema of every version. Read by `storage.upgrade` alone."""
