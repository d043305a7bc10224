# C types for realign.py where it is compiled; see hatch_build.py
cimport cython

from ..language cimport Model

cdef double BAD_COST, INSIDE_COST, ASCII_COST, WORTH, UNSEEN_COST

@cython.locals(ways=Ways, at=Py_ssize_t, plain=str)
cpdef str realign(bytes data, str encoding)

cdef class Ways:
    cdef bytes _data
    cdef str _encoding
    cdef Model _model
    cdef double[::1] _cost
    cdef long long[::1] _from, _first, _second
    cdef list _read
    cpdef double cost(self)
    @cython.locals(at=Py_ssize_t)
    cpdef str cheapest(self)
    @cython.locals(nats=double, first=Py_ssize_t, second=Py_ssize_t, char=str)
    cpdef double total(self, str text)
    @cython.locals(data=bytes, lead=int, left=Py_ssize_t, size=Py_ssize_t, inside=Py_ssize_t, char=str)
    cpdef void go_on(self, Py_ssize_t at) except *
    cdef bint _may_be_long(self, Py_ssize_t at) except -1
    @cython.locals(first=Py_ssize_t, second=Py_ssize_t, end=Py_ssize_t)
    cdef void _step(self, Py_ssize_t at, Py_ssize_t taken, str bad, str char, double cost) except *
    cdef double _nats(self, Py_ssize_t first, Py_ssize_t second, str char) except -1
