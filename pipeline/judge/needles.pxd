# C types for needles.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native

cdef unsigned int MASK, FACTOR
cdef Py_ssize_t _START
cdef Py_UCS4 FIRST_HAN, LAST_HAN, LAST_SIGN, _LAST_DIGIT, _LAST_ASCII

cdef class Needles:
    cdef const unsigned char[::1] _pairs, _triples, _whole
    cdef dict _by_start
    @cython.locals(
        found=list, row=Py_ssize_t, last_row=Py_ssize_t, at=Py_ssize_t, char=Py_UCS4, before="unsigned int", code="unsigned int",
        pair="unsigned int", last="unsigned int", triple="unsigned int", begun="unsigned int", single="unsigned int",
        pairs="const unsigned char[::1]", triples="const unsigned char[::1]", whole="const unsigned char[::1]",
    )
    cpdef list scan(self, str text)
    @cython.locals(word=str)
    cdef void _add_longer(self, list found, str text, Py_ssize_t at, Py_ssize_t row) except *
    cdef void _add(self, list found, str start, Py_ssize_t at, Py_ssize_t row) except *

@cython.locals(row=Py_ssize_t, run=Py_ssize_t, char=Py_UCS4)
cpdef list rows_with_number(str text, Py_ssize_t digits)

@cython.locals(length=Py_ssize_t, place="unsigned int", char=Py_UCS4, table=bytearray)
cdef void _mark(list begins, bytearray whole, str word)

@cython.locals(found=list, at=Py_ssize_t)
cdef list _starts(str text)
