# Python's C API by its names, and what native.py adds to it
from cpython cimport *

cdef extern from "Python.h":
    void PyObject_GC_UnTrack(object made)

cdef extern from *:
    """
    #define put(slot, made, value) Py_TYPE(slot)->tp_descr_set(slot, made, value)
    """
    int put(object slot, object made, object value) except -1
