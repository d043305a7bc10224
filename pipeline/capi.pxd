# Python's C API by its names, and what native.py adds to it
from cpython cimport *
from libc.math cimport exp

cdef extern from "Python.h":
    void PyObject_GC_UnTrack(object made)

cdef extern from *:
    """
    #include "structmember.h"
    #if CYTHON_COMPILING_IN_CPYTHON && !defined(Py_GIL_DISABLED)
    /* a slot is a pointer at a known distance into the value; what its descriptor does to find it takes three times as long */
    #define IS_SLOT(slot) (Py_TYPE(slot) == &PyMemberDescr_Type && ((PyMemberDescrObject *) (slot))->d_member->type == T_OBJECT_EX)
    #define FIELD(slot, made) ((PyObject **) ((char *) (made) + ((PyMemberDescrObject *) (slot))->d_member->offset))
    #else
    #define IS_SLOT(slot) 0
    #define FIELD(slot, made) ((PyObject **) NULL)
    #endif
    static CYTHON_UNUSED int put(PyObject *slot, PyObject *made, PyObject *value) {
        PyObject **field, *before;
        if (!IS_SLOT(slot)) return Py_TYPE(slot)->tp_descr_set(slot, made, value);
        field = FIELD(slot, made);
        before = *field;
        Py_INCREF(value);
        *field = value;
        Py_XDECREF(before);
        return 0;
    }
    static CYTHON_UNUSED PyObject *given(PyObject *slot, PyObject *value) {
        if (!IS_SLOT(slot) || !PyObject_TypeCheck(value, PyDescr_TYPE(slot)) || !*FIELD(slot, value))
            return Py_TYPE(slot)->tp_descr_get(slot, value, (PyObject *) Py_TYPE(value));
        Py_INCREF(*FIELD(slot, value));
        return *FIELD(slot, value);
    }
    """
    int put(object slot, object made, object value) except -1
    object given(object slot, object value)

cdef extern from *:
    """
    /* eight at a time: nearly all characters of a page are of no class */
    #define PASS(type) { \
        const type *next = (const type *) data + at, *last = (const type *) data + end; \
        while (next + 8 <= last) { \
            unsigned char any = classes[next[0]]; \
            any |= classes[next[1]]; any |= classes[next[2]]; any |= classes[next[3]]; any |= classes[next[4]]; \
            any |= classes[next[5]]; any |= classes[next[6]]; any |= classes[next[7]]; \
            if (any & asked) break; \
            next += 8; \
        } \
        while (next < last && !(classes[*next] & asked)) next++; \
        at = next - (const type *) data; \
    }
    static CYTHON_UNUSED Py_ssize_t first_of(PyObject *text, Py_ssize_t at, Py_ssize_t end, const unsigned char *classes, unsigned char asked) {
        const void *data = PyUnicode_DATA(text);
        if (at >= end) return at;
        switch (PyUnicode_KIND(text)) {
        case PyUnicode_1BYTE_KIND: PASS(Py_UCS1) break;
        case PyUnicode_2BYTE_KIND: PASS(Py_UCS2) break;
        default: {
            const Py_UCS4 *chars = (const Py_UCS4 *) data;
            while (at < end && chars[at] < 0x10000 && !(classes[chars[at]] & asked)) at++;
        }}
        return at;
    }
    #undef PASS
    """
    Py_ssize_t first_of(str text, Py_ssize_t at, Py_ssize_t end, const unsigned char *classes, unsigned char asked)

cdef extern from *:
    """
    /* str.lower asks of each Han character, too, what becomes of it. Where a capital turns into two letters, is told by its neighbours
       or may leave a text that takes less room, it is asked after all. */
    static CYTHON_UNUSED PyObject *small_letters(PyObject *text) {
        Py_ssize_t at, size = PyUnicode_GET_LENGTH(text);
        if (PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND) {
            const Py_UCS2 *given = PyUnicode_2BYTE_DATA(text);
            PyObject *made = PyUnicode_New(size, 0xFFFF);
            Py_UCS2 *next, any = 0;
            if (!made) return NULL;
            next = PyUnicode_2BYTE_DATA(made);
            for (at = 0; at < size; at++) {
                Py_UCS4 one = given[at];
                if (one < 0x80) one += one >= 'A' && one <= 'Z' ? 'a' - 'A' : 0;
                else if (one < 0x3000 || one >= 0xA000) {
                    if (one == 0x130 || one == 0x3A3) break;
                    one = Py_UNICODE_TOLOWER(one);
                    if (one > 0xFFFF) break;
                }
                next[at] = (Py_UCS2) one;
                any |= (Py_UCS2) one;
            }
            if (at == size && any > 0xFF) return made;
            Py_DECREF(made);
        }
        return PyObject_CallMethod(text, "lower", NULL);
    }
    """
    str small_letters(str text)

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
