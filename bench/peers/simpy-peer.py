#!/usr/bin/python3
"""simpy-peer.py WORK INPUT NUMBER...: SimPy's events with callbacks, without processes.

Prints the nanoseconds of CPU that the work took, and its checksum.  INPUT is a file of 64-bit
integers, drawn by whoever calls, so that nothing is drawn here and all do the same work.  The
interpreter's start, reading INPUT and building up are not timed.  At one instant what is URGENT
comes first: a departure makes room for an arrival.
"""
import array
import collections
import pathlib
import sys
import time

from simpy import Environment
from simpy.events import NORMAL, URGENT, Event

WORD = (1 << 64) - 1


def read(path):
    numbers = array.array("q")
    numbers.frombytes(pathlib.Path(path).read_bytes())
    return numbers.tolist()


class Booked(Event):
    """A Timeout that has a priority.

    Like that it sets by itself what Event's own constructor would, which is faster.
    """

    def __init__(self, environment, delay, callback, priority=NORMAL, value=None):
        self.env = environment
        self.callbacks = [callback]
        self._ok = True
        self._value = value
        environment.schedule(self, priority, delay)


# Nothing in SimPy takes so many events: run() knows instants and events to stop at.
def take_events(environment, n):
    step = environment.step
    began = time.thread_time_ns()
    for _ in range(n):
        step()
    return time.thread_time_ns() - began


def hold(increments, size, n_untimed, n):
    environment = Environment()
    n_increments = len(increments)
    done = []

    def again(event):
        Booked(environment, increments[len(done) % n_increments], again, NORMAL, event._value)
        done.append(environment.now + event._value)

    for i in range(1, size + 1):
        Booked(environment, increments[i % n_increments], again, NORMAL, i)
    take_events(environment, n_untimed)
    done.clear()
    spent = take_events(environment, n)
    checksum = 0
    for number in done:
        checksum = (checksum * 31 + number) & WORD
    return spent, checksum


class LossSystem:
    """Its calls are known beforehand: when each comes, and for how long it would hold a server."""

    def __init__(self, n_servers, arrivals, holds):
        self.environment = Environment()
        self.n_servers, self.arrivals, self.holds = n_servers, arrivals, holds
        self.n_held = self.n_arrivals = self.n_blocked = self.n_admitted = 0
        self.area = self.changed_at = 0
        Booked(self.environment, arrivals[0], self.arrive)

    def depart(self, _):
        now = self.environment.now
        self.area += self.n_held * (now - self.changed_at)
        self.changed_at = now
        self.n_held -= 1

    def arrive(self, _):
        environment = self.environment
        now = environment.now
        self.n_arrivals += 1
        Booked(environment, self.arrivals[self.n_arrivals] - now, self.arrive)
        if self.n_held == self.n_servers:
            self.n_blocked += 1
            return
        self.area += self.n_held * (now - self.changed_at)
        self.changed_at = now
        self.n_held += 1
        self.begin()

    def begin(self):
        Booked(self.environment, self.holds[self.n_admitted], self.depart, URGENT)
        self.n_admitted += 1


class SessionSystem(LossSystem):
    """A call that is lost takes its duration with it."""

    def begin(self):
        Booked(self.environment, self.holds[self.n_arrivals - 1], self.depart, URGENT)


class PlainSystem(SessionSystem):
    """As one writes it first: timeouts that have a callback, and a method for what is done twice.

    Timeouts have no priority: the input has no instant at which that would matter, or the work
    would be another.
    """

    def set_level(self, n_held):
        now = self.environment.now
        self.area += self.n_held * (now - self.changed_at)
        self.changed_at = now
        self.n_held = n_held

    def book(self, delay, callback):
        self.environment.timeout(delay).callbacks.append(callback)

    def depart(self, _):
        self.set_level(self.n_held - 1)

    def arrive(self, _):
        self.n_arrivals += 1
        self.book(self.arrivals[self.n_arrivals] - self.environment.now, self.arrive)
        if self.n_held == self.n_servers:
            self.n_blocked += 1
            return
        self.set_level(self.n_held + 1)
        self.book(self.holds[self.n_arrivals - 1], self.depart)


class StagedSystem(LossSystem):
    """A SessionSystem whose sessions' states come one after the other.

    Cold start, call, idle and teardown.
    """

    def __init__(self, stages, *arguments):
        super().__init__(*arguments)
        self.cold_start, self.idle, self.teardown = stages
        self.constant = sum(stages)

    def begin(self):
        duration = self.holds[self.n_arrivals - 1] - self.constant
        Booked(self.environment, self.cold_start, self.serve, NORMAL, duration)

    def serve(self, event):
        Booked(self.environment, event._value, self.complete)

    def complete(self, _):
        Booked(self.environment, self.idle, self.stop)

    def stop(self, _):
        Booked(self.environment, self.teardown, self.depart, URGENT)


def loss(numbers, n_servers, n_warm_up, n):
    half = len(numbers) // 2
    system = LossSystem(n_servers, numbers[:half], numbers[half:])
    take_events(system.environment, n_warm_up)
    spent = take_events(system.environment, n)
    checksum = (system.n_arrivals * 31 + system.n_blocked) * 31 + system.area
    return spent, checksum & WORD


# Instants are whole, and what is due at the deadline counts.
def run_until(environment, deadline):
    began = time.thread_time_ns()
    environment.run(until=deadline + 1)
    return time.thread_time_ns() - began


def run_sessions(make_system, numbers, n_servers, warm_up, span):
    half = len(numbers) // 2
    system = make_system(n_servers, numbers[:half], numbers[half:])
    run_until(system.environment, warm_up)
    spent = run_until(system.environment, warm_up + span)
    area = system.area + system.n_held * (warm_up + span - system.changed_at)
    checksum = ((system.n_arrivals * 31 + system.n_arrivals - system.n_blocked) * 31
                + system.n_blocked) * 31 + area
    return spent, checksum & WORD


def plain_sessions(*arguments):
    return run_sessions(PlainSystem, *arguments)


def sessions(*arguments):
    return run_sessions(SessionSystem, *arguments)


def stages(numbers, n_servers, warm_up, span, *spans):
    return run_sessions(lambda *calls: StagedSystem(spans, *calls),
                        numbers, n_servers, warm_up, span)


def mm1(numbers, n):
    half = len(numbers) // 2
    arrivals, spans = numbers[:half], numbers[half:]
    environment = Environment()
    waiting = collections.deque()
    n_arrivals = n_served = stay = 0

    def arrive(_):
        nonlocal n_arrivals
        n_arrivals += 1
        Booked(environment, arrivals[n_arrivals] - environment.now, arrive)
        waiting.append(environment.now)
        if len(waiting) == 1:
            Booked(environment, spans[n_served], depart, URGENT)

    def depart(_):
        nonlocal n_served, stay
        stay += environment.now - waiting.popleft()
        n_served += 1
        if waiting:
            Booked(environment, spans[n_served], depart, URGENT)

    Booked(environment, arrivals[0], arrive)
    step = environment.step
    began = time.thread_time_ns()
    while n_served < n:
        step()
    spent = time.thread_time_ns() - began
    return spent, (n_served * 31 + stay) & WORD


WORKS = {"hold": hold, "loss": loss, "mm1": mm1, "plain-sessions": plain_sessions,
         "sessions": sessions, "stages": stages}

if __name__ == "__main__":
    print(*WORKS[sys.argv[1]](read(sys.argv[2]), *map(int, sys.argv[3:])))
