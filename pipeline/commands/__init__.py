"""The sub-commands of ``qingwen``, one module each; each is imported only when it is called."""
