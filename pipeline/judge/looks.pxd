# C types for looks.py where it is compiled; see hatch_build.py
cdef dict _KIND_BITS, _TAG_BITS

cimport cython

@cython.locals(bits="long long")
cpdef long long shown_bits(str kind, bint hidden) except -1

cdef class Tags:
    cdef public Py_ssize_t depth
    cdef public long long bits
