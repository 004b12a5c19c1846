"""OpenStack Swift with its S3 API, whole in one process: account, container, object and proxy server.

Run as: run-swift.py FOLDER. What was stored there before is there again. Says its port on one line; ends when its
stdin does, so that it does not outlive a test that was killed.
"""

import json
import os
import socket
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402

folder = os.path.abspath(sys.argv[1])
given = json.loads(sys.stdin.readline())
utils.HASH_PATH_PREFIX = b""
utils.HASH_PATH_SUFFIX = b"haltija"
utils.SWIFT_CONF_FILE = os.path.join(folder, "swift.conf")

from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.storage_policy import parse_storage_policies, reload_storage_policies  # noqa: E402,F401
from swift.common.wsgi import loadapp  # noqa: E402


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf8") as file:
        file.write(text)
    return path


def listen(port=0):
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind(("127.0.0.1", port))
    found.listen(128)
    return found


os.makedirs(os.path.join(folder, "devices", "disk"), exist_ok=True)
write(
    "swift.conf",
    "[swift-hash]\nswift_hash_path_suffix = haltija\n"
    "[storage-policy:0]\nname = one\ndefault = yes\n",
)

common = f"""[DEFAULT]
devices = {folder}/devices
mount_check = false
swift_dir = {folder}
log_level = CRITICAL
user = {os.environ.get("USER", "root")}
fallocate_reserve = 0
"""

sockets = {}
for kind in ("account", "container", "object"):
    sockets[kind] = listen()
    builder = RingBuilder(2, 1, 1)
    builder.add_dev(
        {
            "region": 0,
            "zone": 0,
            "weight": 1.0,
            "ip": "127.0.0.1",
            "port": sockets[kind].getsockname()[1],
            "device": "disk",
        }
    )
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, f"{kind}.ring.gz"))

reload_storage_policies()
silent = utils.NullLogger()
for kind in ("account", "container", "object"):
    config = write(
        f"{kind}.conf",
        f"{common}[pipeline:main]\npipeline = {kind}-server\n"
        f"[app:{kind}-server]\nuse = egg:swift#{kind}\n",
    )
    app = loadapp(config, global_conf={"log_name": kind})
    eventlet.spawn(wsgi.server, sockets[kind], app, silent, debug=False)

proxy = write(
    "proxy.conf",
    f"""{common}[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats s3api tempauth bulk slo symlink versioned_writes proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
s3_acl = true
check_bucket_owner = false
location = {given["region"]}
min_segment_size = 5242880
max_bucket_listing = {given["page"]}
[filter:tempauth]
use = egg:swift#tempauth
user_{given["account"]}_{given["user"]} = {given["secret"]} .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[filter:symlink]
use = egg:swift#symlink
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
""",
)


class Cache:
    """What tempauth asks of a memcached."""

    def __init__(self):
        self.held = {}

    def get(self, key, **_):
        return self.held.get(key)

    def set(self, key, value, **_):
        self.held[key] = value

    def delete(self, key, **_):
        self.held.pop(key, None)


cache = Cache()


def with_cache(app):
    def answer(environ, start_response):
        environ["swift.cache"] = cache
        return app(environ, start_response)

    return answer


door = listen(given.get("port", 0))
app = loadapp(proxy, global_conf={"log_name": "proxy"})
eventlet.spawn(wsgi.server, door, with_cache(app), silent, debug=False)
print(door.getsockname()[1], flush=True)

from eventlet import tpool  # noqa: E402

tpool.execute(sys.stdin.read)
