# C types for state.py where it is compiled; see hatch_build.py
cimport cython

@cython.freelist(256)
@cython.no_gc
cdef class State:
    cdef public double cost
    cdef public Py_ssize_t pending, last, a, b, cuts
    cdef public tuple out
    cdef public tuple rivals
    @cython.locals(twin=State)
    cpdef State copied(self)
    @cython.locals(twin=State)
    cpdef State followed(self, double cost, Py_ssize_t c, str char, Py_ssize_t last)
