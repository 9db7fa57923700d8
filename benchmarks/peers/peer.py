"""How a peer of `snn bench` is talked to: a command on each line of the standard input, a line of JSON for each."""
import json
import os
import queue
import sys
import threading


def peak_rss_mb():
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    return None


def commands():
    """Lines of the standard input; its end ends the process, whatever it is doing."""
    lines = queue.Queue()

    def read():
        for line in sys.stdin:
            lines.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield lines.get().split()


def answer(values):
    print(json.dumps(values), flush=True)
