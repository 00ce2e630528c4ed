"""Redmine beside Luoshi on the same machine: Debian's package, a database cluster and a copy of the program of its own in a scratch
folder, so that nothing of an installed instance is touched. Used by scripts/deadline_night; needs redmine, redmine-pgsql, postgresql and
puma from Debian 12, and runs as the user postgres where it is started by root (PostgreSQL refuses root).
"""
import glob
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

SOURCE = "/usr/share/redmine"
ADAPTER = "/usr/share/doc/redmine-pgsql/copyright"     # a package that only asks for others: this is all it lays down
PATIENCE_S = 20
TICKS = os.sysconf("SC_CLK_TCK")
SEED = """
Setting.rest_api_enabled = '1'
admin = User.find_by(login: 'admin')
admin.update_columns(must_change_passwd: false)
project = Project.create!(name: '样例', identifier: 'sample', enabled_module_names: ['issue_tracking'], trackers: Tracker.all.to_a)
first = Issue.create!(project: project, tracker: Tracker.first, author: admin, subject: '第0项', status: IssueStatus.first, priority: IssuePriority.first)
columns = (Issue.column_names - %w(id root_id subject)).map { |name| ActiveRecord::Base.connection.quote_column_name(name) }.join(', ')
ActiveRecord::Base.connection.execute("INSERT INTO issues (id, root_id, subject, #{columns}) SELECT n, n, '样例项' || n, #{columns} " \\
  "FROM issues, generate_series(#{first.id + 1}, #{first.id + COUNT - 1}) AS n WHERE id = #{first.id}")
ActiveRecord::Base.connection.execute("SELECT setval('issues_id_seq', #{first.id + COUNT})")
ActiveRecord::Base.connection.execute('ANALYZE')
puts "KEY #{admin.api_key} #{first.id}"
"""


def absent():
    """What is missing, in words; empty where Redmine can be started."""
    tools = [name for name in ("bundle", "puma") if shutil.which(name) is None]
    if not os.path.isdir(SOURCE):
        tools.append("the package redmine")
    if not os.path.isfile(ADAPTER):
        tools.append("the package redmine-pgsql")
    if not glob.glob("/usr/lib/postgresql/*/bin/initdb"):
        tools.append("the package postgresql")
    return ", ".join(tools)


class Redmine:
    """A puma worker of five threads for each processor, production mode, mail off, fsync as PostgreSQL ships it."""

    def __init__(self, issues):
        self.issues = issues
        self.place = tempfile.mkdtemp(prefix="redmine-peer-")
        self.bin = os.path.dirname(sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))[-1])
        self.root = os.path.join(self.place, "redmine")
        self.puma = self.key = None
        self.first = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": self.place, "RAILS_ENV": "production", "REDMINE_LANG": "zh",
                            "REDMINE_INSTANCE": "default", "SECRET_KEY_BASE": "0" * 64, "RAILS_LOG_TO_STDOUT": ""}

    def command(self, *words):
        return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else list(words)

    def run(self, *words):
        done = subprocess.run(self.command(*words), cwd=self.root, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(words[:4])}: {(done.stderr or done.stdout).strip()[:600]}")
        return done.stdout

    def start(self):
        shutil.copytree(SOURCE, self.root, symlinks=True)
        for name in ("instances", "Gemfile.lock", "config/database.yml"):
            os.unlink(os.path.join(self.root, name))
        own = os.path.join(self.root, "instances", "default")
        for name in ("config", "log", "tmp/cache", "files", "public"):
            os.makedirs(os.path.join(own, name))
        database = (f"production:\n  adapter: postgresql\n  host: {self.place}\n  database: redmine\n  username: redmine\n  encoding: utf8\n  pool: 8\n")
        for path in (os.path.join(own, "config", "database.yml"), os.path.join(self.root, "config", "database.yml")):
            with open(path, "w", encoding="utf-8") as file:
                file.write(database)
        gems = os.path.join(self.root, "Gemfile")
        with open(gems, encoding="utf-8") as file:
            text = file.read().replace("/usr/share/redmine/", self.root + "/")
        with open(gems, "w", encoding="utf-8") as file:
            file.write(text + "\ngem 'puma'\n")
        with open(os.path.join(self.place, "seed.rb"), "w", encoding="utf-8") as file:
            file.write(SEED.replace("COUNT", str(self.issues)))
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "postgres:", self.place], check=True)
        data = os.path.join(self.place, "data")
        self.run(os.path.join(self.bin, "initdb"), "-D", data, "-U", "redmine", "-A", "trust", "-E", "UTF8", "--no-locale")
        self.run(os.path.join(self.bin, "pg_ctl"), "-D", data, "-w", "-l", os.path.join(self.place, "pg.log"), "-o",
                 f"-k {self.place} -c listen_addresses=''", "start")
        self.run(os.path.join(self.bin, "createdb"), "-h", self.place, "-U", "redmine", "redmine")
        self.run("bundle", "exec", "rake", "db:migrate")
        self.run("bundle", "exec", "rake", "redmine:load_default_data")       # a program of its own: it sees the tables as migrated
        words = self.run("bundle", "exec", "rails", "runner", os.path.join(self.place, "seed.rb"))
        _, self.key, first = next(line for line in words.splitlines() if line.startswith("KEY ")).split()
        self.first = int(first)
        self.puma = subprocess.Popen(self.command("bundle", "exec", "puma", "-w", str(os.cpu_count()), "-t", "5:5", "--preload", "-b", f"tcp://{self.host}"),
                                     cwd=self.root, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(600):
            try:
                with urllib.request.urlopen(urllib.request.Request(f"http://{self.host}/issues/{self.first}.json", headers={"X-Redmine-API-Key": self.key}), timeout=5) as answer:
                    json.load(answer)
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("puma did not answer within two minutes")

    def processes(self):
        """Those of this Redmine: puma's group, and the database's server with its children."""
        with open(os.path.join(self.place, "data", "postmaster.pid"), encoding="ascii") as file:
            server = int(file.readline())
        for path in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(path, encoding="ascii", errors="replace") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
            except OSError:
                continue
            pid, parent, session = int(path.split("/")[2]), int(fields[1]), int(fields[3])
            if session == self.puma.pid or pid == server or parent == server:
                yield pid, (int(fields[11]) + int(fields[12])) / TICKS

    def cpu(self):
        return sum(seconds for _, seconds in self.processes())

    def end(self, how):
        try:
            os.killpg(self.puma.pid, how)
        except ProcessLookupError:
            pass                                            # it ended by itself

    def stop(self):
        if self.puma is not None:
            self.end(signal.SIGTERM)
            try:
                self.puma.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.end(signal.SIGKILL)
                self.puma.wait()
        data = os.path.join(self.place, "data")
        if os.path.exists(os.path.join(data, "postmaster.pid")):
            subprocess.run(self.command(os.path.join(self.bin, "pg_ctl"), "-D", data, "-m", "immediate", "stop"), cwd="/", capture_output=True, check=False)
        shutil.rmtree(self.place, ignore_errors=True)
