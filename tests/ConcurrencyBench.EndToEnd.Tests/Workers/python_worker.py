"""A worker of CPython, standard library only, with neither `idle` nor `collect`: what PROTOCOL.md asks of one and no more.

Its one argument, if any, is the fault that it has: `wrong-digest`, `endless`, `hangs`, `other-version`,
`other-models`, `impossible-cpu`, `dotnet`; `restless` is none, but a worker that is suspended between its turns.
"""
import asyncio
import json
import math
import platform
import sys
import time
from concurrent.futures import ThreadPoolExecutor

MASK = (1 << 64) - 1
FAULT = sys.argv[1] if len(sys.argv) > 1 else None
DELAY = 0.010


def mix(value):
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def digest_of(first, second):
    return mix(mix(first) ^ second) or 1


def count_primes(first, end):
    count = 0
    for candidate in range(first | 1, end, 2):
        if all(candidate % divisor for divisor in range(3, math.isqrt(candidate) + 1, 2)):
            count += 1
    return count


class Primes:
    def items(self, concurrency):
        return 64 * ((min(concurrency, 4) + 3) // 4)

    def execute(self, seed, item):
        first = 10_000_000 + mix(seed) % 100_000 + item % 64 * 2048
        return digest_of(digest_of(seed, item), count_primes(first, first + 2048))


class Timer:
    def items(self, concurrency):
        return max(8, min(4 * concurrency, max(2 * concurrency, 1024)))

    def execute(self, seed, item):
        time.sleep(DELAY)
        return digest_of(seed, item)

    async def execute_async(self, seed, item):
        await asyncio.sleep(DELAY)
        return digest_of(seed, item)


WORKLOADS = {"primes": Primes(), "timer": Timer()}


class Loop:
    def __init__(self, workload, seed, concurrency):
        self.workload, self.seed = workload, seed

    def run(self, items):
        return [self.workload.execute(self.seed, item) for item in range(items)]

    def close(self):
        pass


class Threading(Loop):
    def __init__(self, workload, seed, concurrency):
        super().__init__(workload, seed, concurrency)
        self.pool = ThreadPoolExecutor(concurrency)

    def run(self, items):
        return list(self.pool.map(lambda item: self.workload.execute(self.seed, item), range(items)))

    def close(self):
        self.pool.shutdown()


class Asyncio(Loop):
    def __init__(self, workload, seed, concurrency):
        super().__init__(workload, seed, concurrency)
        self.concurrency = concurrency

    def run(self, items):
        return asyncio.run(self.gather(items))

    async def gather(self, items):
        places = asyncio.Semaphore(self.concurrency)

        async def one(item):
            async with places:
                return await self.workload.execute_async(self.seed, item)

        return await asyncio.gather(*map(one, range(items)))


MODELS = {"loop": Loop, "threading": Threading, "asyncio": Asyncio}


class Cell:
    def __init__(self, request):
        workload = WORKLOADS[request["workload"]]
        self.items = workload.items(request["concurrency"])
        started = time.perf_counter_ns()
        self.model = MODELS[request["model"]](workload, int(request["seed"]), request["concurrency"])
        self.start_up = time.perf_counter_ns() - started
        self.warm_up = [self.operate()["nanoseconds"]]

    def operate(self):
        cpu, started = time.process_time_ns(), time.perf_counter_ns()
        digests = self.model.run(self.items)
        nanoseconds, cpu = time.perf_counter_ns() - started, time.process_time_ns() - cpu
        total = 0
        for digest in digests:
            total = (total * 0x9E3779B97F4A7C15 + digest) & MASK
        return {"nanoseconds": nanoseconds, "digest": f"{total:016x}", "costs": {"cpuNanoseconds": 10**15 if FAULT == "impossible-cpu" else cpu}}


class Worker:
    cell = None

    def describe(self, settings=None):
        if FAULT == "hangs":
            time.sleep(600)
        return {
            "protocolVersion": 3,
            "runtime": "dotnet" if FAULT == "dotnet" else "cpython",
            "runtimeVersion": "0.0" if FAULT == "other-version" else platform.python_version(),
            "models": [
                {"id": "loop", "isConcurrent": False},
                {"id": "threading", "isRestless": FAULT == "restless", "itemsRunElsewhere": FAULT == "restless",
                 "environment": {"DOTNET_TC_CallCountingDelayMs": "no number"} if FAULT == "restless" else {}},
                {"id": "asyncio", "workloads": ["timer"]},
            ],
            "workloads": [] if FAULT == "other-models" else list(WORKLOADS),
        }

    def prepare(self, request):
        self.shutdown()
        self.cell = Cell(request)
        return {"items": self.cell.items, "startUpNanoseconds": self.cell.start_up, "warmUpNanoseconds": self.cell.warm_up}

    def measure(self, count):
        while FAULT == "endless":
            pass
        measured = [self.cell.operate() for _ in range(count)]
        if FAULT == "wrong-digest":
            measured[0]["digest"] = "0" * 16
        return measured

    def shutdown(self):
        if self.cell:
            self.cell.model.close()
            self.cell = None


def main():
    worker = Worker()
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"jsonrpc": "2.0", "id": request["id"]}
        try:
            answer["result"] = getattr(worker, request["method"])(*request.get("params", []))
        except Exception as failure:
            answer["error"] = {"code": -32000, "message": f"{type(failure).__name__}: {failure}"}
        print(json.dumps(answer), flush=True)


main()
