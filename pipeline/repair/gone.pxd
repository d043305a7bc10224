# C types for gone.py where it is compiled; see hatch_build.py
cimport cython

from pipeline.repair.moves cimport Moves
from pipeline.repair.state cimport State

@cython.locals(pair=Py_ssize_t, code=Py_ssize_t, found=list, one=State, once=State, mark=Py_ssize_t)
cpdef list inserted(Moves moves, State state, str char, double bound)
@cython.locals(keys=dict, found=list, one=State, lead=Py_ssize_t, trail=Py_ssize_t)
cpdef list hidden(Moves moves, State state, str reading, double bound)
@cython.locals(found=list, pair=Py_ssize_t, one=State)
cdef list _ended(Moves moves, State state, double bound)
@cython.locals(found=list, byte=Py_ssize_t, joint=Py_ssize_t, done=State)
cdef list _joint(Moves moves, State state, Py_ssize_t pair, Py_ssize_t code)
