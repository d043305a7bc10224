# C types for cost.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t _FIRST_PLANE, _CLASSES

cdef class Prices:
    cdef const unsigned char[::1] _codes
    cdef const double[::1] _values
    cdef object _costs
    @cython.locals(codes="const unsigned char[::1]", values="const double[::1]", nats=double, char=Py_UCS4, code=Py_UCS4)
    cpdef double total(self, str text)
    @cython.locals(codes="const unsigned char[::1]", values="const double[::1]", nats=double, char=Py_UCS4, code=Py_UCS4)
    cpdef double total_asian(self, str text)
    cdef double _beyond(self, str char)

@cython.locals(known="unsigned char[::1]", listed="unsigned char[::1]", nats="double[::1]", char=Py_UCS4, code=Py_UCS4)
cdef void _list(bytearray codes, str chars, int number, object values, bytearray times) except *

@cython.locals(known="unsigned char[::1]", listed="unsigned char[::1]", nats="double[::1]", code=Py_ssize_t)
cdef void _relist(bytearray codes, object values, bytearray times) except *

@cython.locals(kinds="unsigned char[::1]", at=Py_ssize_t, end=Py_ssize_t, size=Py_ssize_t, code=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t)
cpdef mark_class(bytearray table, int kind, str inside)
