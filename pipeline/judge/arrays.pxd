# C types for arrays.py where it is compiled; see hatch_build.py
cimport cython

cdef Py_ssize_t _KNOWN, FAR
cdef double[::1] _LOGS

cpdef double log_count(Py_ssize_t count) except? -1

cdef class Sums:
    cdef public Py_ssize_t count
    cdef long long[::1] _sums
    cpdef void add(self, long long value) noexcept
    cpdef long long before(self, Py_ssize_t row) noexcept
    cpdef long long within(self, Py_ssize_t row, Py_ssize_t width) noexcept

cdef class Distances:
    cdef Py_ssize_t _first, _last
    cdef int[::1] _since, _until
    @cython.locals(far=Py_ssize_t, row=Py_ssize_t)
    cdef void _run(self, const unsigned char[::1] hits) except *
    cpdef Py_ssize_t since(self, Py_ssize_t row) noexcept
    cpdef Py_ssize_t until(self, Py_ssize_t row) noexcept
