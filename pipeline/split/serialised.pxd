# C types for serialised.py where it is compiled; see hatch_build.py
cimport cpython as native
cimport cython

@cython.final
@cython.freelist(8)
cdef class Attributes:
    cdef str _raw
    cdef public str name
    cdef Py_ssize_t _value, _end
    @cython.locals(at=Py_ssize_t, size=Py_ssize_t, equals=Py_ssize_t, end=Py_ssize_t)
    cpdef bint advance(self) except -1
    cpdef str value(self)

@cython.locals(given=Attributes, found=dict)
cpdef dict attributes(str raw)

cpdef str unescape(str text)

@cython.locals(size=Py_ssize_t)
cpdef Py_ssize_t skip_space(str html, Py_ssize_t at)

cpdef Py_ssize_t find_sign(str html, Py_UCS4 sign, Py_ssize_t start) except -2

@cython.locals(end=Py_ssize_t)
cpdef Py_ssize_t comment_end(str html, Py_ssize_t at)

@cython.locals(at=Py_ssize_t)
cpdef Py_ssize_t raw_end(str html, str name, Py_ssize_t end)
