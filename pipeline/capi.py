"""What compiled modules have under the name of ``native``: the C functions themselves, declared in ``capi.pxd``."""
