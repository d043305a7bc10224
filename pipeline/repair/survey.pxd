# C types for survey.py where it is compiled; see hatch_build.py
cimport cython

@cython.locals(base=str, reading=str)
cdef list _place(object seen, object gloss)
