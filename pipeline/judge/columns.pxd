# C types for columns.py where it is compiled; see hatch_build.py
cimport cython

@cython.final
cdef class Table:
    cdef public tuple own
    cdef public frozenset shared
    cdef public Py_ssize_t rows, width
    cdef public float[::1] cells
    cdef Py_ssize_t _first, _next, _at
    cpdef void go_to(self, Py_ssize_t row) noexcept
    cpdef Py_ssize_t place(self, Py_ssize_t row) noexcept
    cpdef void ends_at(self, Py_ssize_t at) noexcept
    cpdef void put(self, double value) noexcept
    @cython.locals(at=Py_ssize_t)
    cpdef void put_bits(self, long long bits, Py_ssize_t count) noexcept
