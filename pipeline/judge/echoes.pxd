# C types for echoes.py where it is compiled; see hatch_build.py
cimport cython

from .columns cimport Table
from .measures cimport Measure, Measures
from .runs cimport is_sentence

cdef Py_ssize_t _BUCKETS, _LONGEST, _FIRST, _SECOND

cdef class Pairs:
    cdef int[::1] everywhere, in_prose, last
    @cython.locals(found=list, before=Py_ssize_t, char=Py_UCS4, code=Py_ssize_t, pair=Py_ssize_t)
    cdef list of_line(self, str text, Py_ssize_t row)
    @cython.locals(pair=Py_ssize_t)
    cdef void add(self, list pairs, bint is_prose) except *
    @cython.locals(pair=Py_ssize_t, found=Py_ssize_t)
    cdef double share(self, list pairs, bint is_prose) except? -1
    @cython.locals(pair=Py_ssize_t, found=double)
    cdef double rarity(self, list pairs, bint is_prose) except? -1

@cython.locals(known=Pairs, each=list, block=Measure, pairs=list, is_prose=bint, row=Py_ssize_t, text=str)
cpdef write_echoes(Table table, Measures page, list texts)
