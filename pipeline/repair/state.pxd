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

@cython.locals(state=State)
cpdef bint any_pending(list states) except -1

@cython.locals(record=tuple, kept=State)
cpdef State merged(State one, State two)

@cython.locals(chars=list, char=str)
cpdef str read(tuple out, tuple until=*)
cpdef str swapped(tuple best, tuple mine, tuple theirs)
