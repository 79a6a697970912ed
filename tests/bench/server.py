"""Gunicorn with one worker, and a client that times it."""

import http.client
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: dict
    wall: float  # milliseconds

    @property
    def clock(self):
        """The CPU time, in milliseconds, that the worker has used since it was started."""
        return float(self.headers["X-CPU-Clock"]) * 1000

    @property
    def queries(self):
        return int(self.headers["X-Queries"])


@contextmanager
def running():
    """Start the server on a free port, and stop it at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "tests.bench.wsgi:application"]
        command += ["--workers", "1", "--bind", f"fd://{number}", "--log-level", "warning"]
        server = subprocess.Popen(command, pass_fds=[number])
        try:
            yield listening.getsockname()[1]
        finally:
            server.terminate()
            server.wait(timeout=20)


class Browser:
    """Asks as one signed-in person; the cookies are for HTTPS, so they are sent by hand."""

    CSRF = "b" * 32

    def __init__(self, port, session):
        self.port = port
        self.cookie = f"sessionid={session}; csrftoken={self.CSRF}"

    def ask(self, path, form=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie, **headers}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        connection.request("GET" if form is None else "POST", path, form, headers)
        response = connection.getresponse()
        body = response.read()
        wall = (time.perf_counter() - started) * 1000
        connection.close()
        return Answer(response.status, body, dict(response.headers), wall)
