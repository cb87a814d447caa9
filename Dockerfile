# Nabla in a container, on one machine or as a scheduler or worker of many (docs/many-machines.md):
#   docker build -t nabla .
#   docker run --rm -v "$PWD/media:/nabla/media" nabla render.py render slicing
#   docker run --rm --network host nabla -m distributed.cli.dask_scheduler
#   docker run --rm --network host nabla -m distributed.cli.dask_worker tcp://HOST:8786 --nthreads 1
FROM python:3.11-slim-bookworm

# What tools/setup needs itself is there (bash, apt-get, dpkg-query, xargs, Python with venv); it
# installs the rest: compilers, cairo, pango, Mesa's OpenGL, NanumGothic, and the locked packages.
WORKDIR /nabla
COPY . .
RUN tools/setup && tools/setup --cluster && rm -rf /var/lib/apt/lists/* /root/.cache

ENTRYPOINT [".venv/bin/python"]
CMD ["render.py", "--help"]
