# C types for known.py where it is compiled; see hatch_build.py
cimport cython
from pipeline.language cimport Model

cdef Py_ssize_t MIDDLE, LONG, MOST_KNOWN

@cython.locals(number=Py_ssize_t, rising=Py_ssize_t, before=Py_ssize_t, code=Py_ssize_t, char=Py_UCS4)
cpdef bint is_list(str stretch)

@cython.locals(place=Py_ssize_t, number=Py_ssize_t, chance=double, language=Model)
cpdef bint is_known(str text, Py_ssize_t start, Py_ssize_t end)

cpdef Py_ssize_t part_start(str text, Py_ssize_t low, Py_ssize_t at)

@cython.locals(end=Py_ssize_t)
cpdef Py_ssize_t part_end(str text, Py_ssize_t at)

cdef bint _is_between(Py_UCS4 char)
