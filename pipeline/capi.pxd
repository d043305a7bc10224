# Python's C API by its names, and what native.py adds to it
from cpython cimport *
from libc.math cimport exp

cdef extern from "Python.h":
    void PyObject_GC_UnTrack(object made)

cdef extern from *:
    """
    #define put(slot, made, value) Py_TYPE(slot)->tp_descr_set(slot, made, value)
    #define given(slot, value) Py_TYPE(slot)->tp_descr_get(slot, value, (PyObject *) Py_TYPE(value))
    """
    int put(object slot, object made, object value) except -1
    object given(object slot, object value)

cdef inline object filled(object kind, tuple slots, tuple values):
    cdef Py_ssize_t at
    made = PyType_GenericNew(kind, (), None)
    for at in range(len(values)):
        put(slots[at], made, values[at])
    return made

cdef inline object copied(object value, tuple slots):
    made = PyType_GenericNew(type(value), (), None)
    for slot in slots:
        put(slot, made, given(slot, value))
    return made
