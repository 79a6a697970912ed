"""The real application, telling for each request what it cost."""

import time

from django.db import connection

from backcare.wsgi import application as backcare


def application(environ, start_response):
    """Add the worker's CPU clock to each answer; count queries only when asked: it takes time."""
    if "HTTP_X_COUNT_QUERIES" not in environ:

        def started(status, headers, exc_info=None):
            clock = ("X-CPU-Clock", repr(time.process_time()))
            return start_response(status, [*headers, clock], exc_info)

        return backcare(environ, started)

    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    def counted(status, headers, exc_info=None):
        return start_response(status, [*headers, ("X-Queries", str(len(queries)))], exc_info)

    with connection.execute_wrapper(count):
        return backcare(environ, counted)
