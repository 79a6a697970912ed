"""A server that can be killed and started again on the same port."""

import os
import signal
import socket
import subprocess
import sys
import time


class Server:
    """Gunicorn with two workers of several threads, in a process group of its own."""

    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listening.getsockname()[1]
        self.process = None

    def start(self):
        number = self.listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "backcare.wsgi:application"]
        command += ["--workers", "2", "--threads", "8", "--bind", f"fd://{number}"]
        command += ["--log-level", "critical"]
        self.process = subprocess.Popen(
            command, pass_fds=[number], start_new_session=True, stderr=subprocess.DEVNULL
        )

    def kill(self):
        """End it at once and without warning, with all its workers."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self):
        self.kill()
        self.start()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.listening.close()

    def wait(self, ask):
        """Wait until it answers."""
        for _try in range(200):
            if ask() is not None:
                return
            time.sleep(0.1)
        raise TimeoutError("The server does not answer.")
