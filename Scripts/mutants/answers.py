"""Asks the program in Benchmarks/Sources/ProofMutants, which has the table of orders and answers."""

import os
import select
import subprocess
import threading

SECONDS = 120


class Crash(Exception):
    """The program ended, or gave no answer for long."""


class Answers:
    def __init__(self, program):
        self.program, self.base, self.process = program, None, None
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.buffer = b""

    def restart(self):
        self.process.kill()
        self.process.wait()
        self.start()
        if self.base is not None:
            self.ask("base", self.base)

    def close(self):
        self.process.stdin.close()
        self.process.wait()

    def set_base(self, data):
        self.base = data
        return self.ask("base", data)

    def ask(self, word, data):
        """The answer to one order.  Raises Crash."""
        self.send([(word, data)])
        return self.verdict()

    def send(self, orders):
        """Sends orders, while the caller does other things; as many answers have to be taken."""
        message, stdin = b"".join(b"%s %d\n%s" % (word.encode(), len(data), data) for word, data in orders), self.process.stdin

        def write():
            try:
                stdin.write(message)
                stdin.flush()
            except OSError:
                pass        # who takes the answers sees that it ended
        threading.Thread(target=write, daemon=True).start()

    def verdict(self):
        """(exit status, steps, reason) that is answered next.  Raises Crash."""
        status, steps, reason = self.line().split(" ", 2)
        return int(status), int(steps), reason

    def text(self):
        """The text that is answered next to an order `coq`."""
        size = int(self.line())
        while len(self.buffer) < size:
            self.more()
        found, self.buffer = self.buffer[:size], self.buffer[size:]
        return found.decode()

    def line(self):
        while b"\n" not in self.buffer:
            self.more()
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.decode()

    def more(self):
        if not select.select([self.process.stdout], [], [], SECONDS)[0]:
            raise Crash(f"no answer in {SECONDS} s")
        data = os.read(self.process.stdout.fileno(), 1 << 16)
        if not data:
            raise Crash(f"ended with status {self.process.wait()}")
        self.buffer += data


def each(answers, orders):
    """The verdicts on orders that were sent; what the program does not survive has a Crash in its place."""
    found = []
    while len(found) < len(orders):
        try:
            found.append(answers.verdict())
        except Crash as crash:
            found.append(crash)
            answers.restart()
            answers.send(orders[len(found):])
    return found
