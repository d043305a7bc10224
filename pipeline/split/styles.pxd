# C types for styles.py where it is compiled; see hatch_build.py
cimport cython

cdef tuple _HIDING

cpdef int style_of(str attrs) except -1

@cython.locals(hides=bint, word=str)
cdef bint _hides(str attrs) except -1
