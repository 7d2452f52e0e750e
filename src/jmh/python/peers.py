#!/usr/bin/env python3
"""The benchmarks' work done by PyTorch and scikit-learn, at their best settings.

  peers.py time THREADS [NAME...]   prints "benchmark,peer,threads,median ms" for each
  peers.py script DIRECTORY         writes the same work as TorchScript, for other versions of libtorch
  peers.py start RUNS COMMAND...    prints "wall ms,peak MB" of a command, medians over its runs
  peers.py versions                 prints one line

Settings: the core type of OpenBLAS that has AVX-512 kernels where the machine has AVX-512, one thread pool
of the given size, and an allocator that keeps large blocks instead of returning them to the system, which
otherwise costs a page fault for every page of every temporary. Where there are several natural forms of one
computation the fastest counts.
"""
import os
import statistics
import subprocess
import sys
import time

STEP_IMAGES = 100
EMBEDDED_IMAGES = 1000
SIDE = 28
BLOCKS = 4
EM_SHAPES = {"em 50x64x3x50": (50, 64, 3, 50), "em 1000x128x5x50": (1000, 128, 5, 50)}
SCORED, SCORED_DIMENSIONS, SCORED_COMPONENTS = 1_000_000, 64, 3
CHUNK = 8192
FLOOR = 1e-3


def settings(threads):
    flags = open("/proc/cpuinfo").read() if os.path.exists("/proc/cpuinfo") else ""
    chosen = {
        "OMP_NUM_THREADS": str(threads),
        "OPENBLAS_NUM_THREADS": str(threads),
        "MALLOC_MMAP_THRESHOLD_": "4000000000",
        "MALLOC_TRIM_THRESHOLD_": "8000000000",
        "MALLOC_TOP_PAD_": "64000000",
    }
    if "avx512f" in flags:
        chosen["OPENBLAS_CORETYPE"] = "SkylakeX"
    return chosen


def restart_with(chosen):
    """The allocator and OpenBLAS read their settings when the process starts."""
    if any(os.environ.get(name) != value for name, value in chosen.items()):
        os.execve(sys.executable, [sys.executable] + sys.argv, {**os.environ, **chosen})


def median_ms(work, least_runs=7, seconds=2.0):
    """Median over at least so many runs and seconds, after a quarter of both to warm up."""
    times = []
    start = time.perf_counter()
    warm = start + seconds / 4
    runs = 0
    while runs < 2 or time.perf_counter() < warm:
        work()
        runs += 1
    end = time.perf_counter() + seconds
    while len(times) < least_runs or time.perf_counter() < end:
        begin = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - begin))
    return statistics.median(times)


def fastest(*forms):
    return min(median_ms(form) for form in forms)


def network(torch, filters, dtype):
    nn = torch.nn
    layers = []
    channels = 1
    for _ in range(BLOCKS):
        # No bias: batch normalization cancels it.
        layers += [
            nn.Conv2d(channels, filters, 3, padding=1, bias=False),
            nn.BatchNorm2d(filters),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
        ]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten()).to(dtype)


def training_step(torch, filters, dtype, memory_format):
    torch.manual_seed(1)
    model = network(torch, filters, dtype).to(memory_format=memory_format)
    images = torch.randn(STEP_IMAGES, 1, SIDE, SIDE, dtype=dtype).contiguous(memory_format=memory_format)
    upstream = torch.randn(STEP_IMAGES, filters, dtype=dtype)
    forms = []
    for foreach in (False, True):
        adam = torch.optim.Adam(model.parameters(), lr=1e-3, foreach=foreach)

        def step(adam=adam):
            adam.zero_grad(set_to_none=True)
            model(images).backward(upstream)
            adam.step()

        forms.append(step)
    return fastest(*forms)


def time_steps(torch, threads, wanted):
    layouts = (torch.contiguous_format, torch.channels_last)
    for filters in (64, 32):
        name = f"step 4x{filters}"
        if wanted(name):
            for dtype, label in ((torch.float64, "float64"), (torch.float32, "float32")):
                best = min(training_step(torch, filters, dtype, layout) for layout in layouts)
                row(name, f"torch {torch.__version__} {label}", threads, best)


def time_embedding(torch, threads, wanted):
    name = f"embed {EMBEDDED_IMAGES} 4x64"
    if wanted(name):
        for dtype, label in ((torch.float64, "float64"), (torch.float32, "float32")):
            model = network(torch, 64, dtype)
            head = torch.nn.Linear(64, 64).to(dtype)
            model.eval()
            forms = []
            for layout in (torch.contiguous_format, torch.channels_last):
                for batch in (64, 250):
                    images = torch.rand(EMBEDDED_IMAGES, 1, SIDE, SIDE, dtype=dtype).contiguous(memory_format=layout)
                    forms.append((images, batch, layout))

            def embed(images, batch):
                with torch.inference_mode():
                    return [
                        torch.nn.functional.normalize(head(model(images[i : i + batch])))
                        for i in range(0, EMBEDDED_IMAGES, batch)
                    ]

            best = float("inf")
            for images, batch, layout in forms:
                model.to(memory_format=layout)
                best = min(best, median_ms(lambda: embed(images, batch)))
            row(name, f"torch {torch.__version__} {label}", threads, best)


def em_step(torch, x, squares, mean, variance, weight):
    """Responsibilities and new parameters; the squares are expanded so that both are matrix products."""
    precision = 1 / variance
    constant = torch.log(weight) - 0.5 * (mean * mean * precision + torch.log(variance)).sum(1)
    r = torch.softmax(x @ (mean * precision).t() - 0.5 * (squares @ precision.t()) + constant, 1)
    mass = r.sum(0)
    new_mean = (r.t() @ x) / mass.unsqueeze(1)
    new_variance = (r.t() @ squares) / mass.unsqueeze(1) - new_mean * new_mean + FLOOR
    return new_mean, new_variance, mass / x.shape[0]


def em(torch, x, mean, steps):
    squares = x * x
    variance = torch.ones_like(mean)
    weight = torch.full((mean.shape[0],), 1.0 / mean.shape[0], dtype=x.dtype)
    for _ in range(steps):
        mean, variance, weight = em_step(torch, x, squares, mean, variance, weight)
    return mean, variance, weight


def em_stacked(torch, x, mean, steps):
    """The same with points and squares in one matrix: one product each way."""
    stacked = torch.cat((x, x * x), 1)
    d = x.shape[1]
    variance = torch.ones_like(mean)
    weight = torch.full((mean.shape[0],), 1.0 / mean.shape[0], dtype=x.dtype)
    for _ in range(steps):
        precision = 1 / variance
        constant = torch.log(weight) - 0.5 * (mean * mean * precision + torch.log(variance)).sum(1)
        r = torch.softmax(torch.addmm(constant, stacked, torch.cat((mean * precision, -0.5 * precision), 1).t()), 1)
        mass = r.sum(0)
        moments = (r.t() @ stacked) / mass.unsqueeze(1)
        mean = moments[:, :d]
        variance = moments[:, d:] - mean * mean + FLOOR
        weight = mass / x.shape[0]
    return mean, variance, weight


def em_script(torch):
    """The step above as a TorchScript module of X, mu_0 and the three upstream gradients."""
    source = '''
def run(x, mean, to_mean, to_variance, to_weight, steps: int):
    squares = x * x
    variance = torch.ones_like(mean)
    weight = torch.full([mean.shape[0]], 1.0 / mean.shape[0], dtype=x.dtype)
    for _ in range(steps):
        precision = 1 / variance
        constant = torch.log(weight) - 0.5 * (mean * mean * precision + torch.log(variance)).sum(1)
        r = torch.softmax(x @ (mean * precision).t() - 0.5 * (squares @ precision.t()) + constant, 1)
        mass = r.sum(0)
        mean = (r.t() @ x) / mass.unsqueeze(1)
        variance = (r.t() @ squares) / mass.unsqueeze(1) - mean * mean + FLOOR
        weight = mass / x.shape[0]
    return (mean * to_mean).sum() + (variance * to_variance).sum() + (weight * to_weight).sum()
'''
    return torch.jit.CompilationUnit(source.replace("FLOOR", str(FLOOR))).run


def em_data(torch, n, d, k):
    generator = torch.Generator().manual_seed(1)

    def normal(*shape):
        return torch.randn(*shape, generator=generator, dtype=torch.float64)

    centers = 2 / d**0.5 * normal(k, d)
    x = normal(n, d) + centers[torch.arange(n) % k]
    return x, x[:k] + 0.01, normal(k, d), normal(k, d), normal(k)


def time_em(torch, threads, wanted):
    import numpy
    from sklearn.mixture import GaussianMixture
    import sklearn
    import warnings

    warnings.filterwarnings("ignore")
    script = em_script(torch)
    for name, (n, d, k, steps) in EM_SHAPES.items():
        x, start, *upstream = em_data(torch, n, d, k)
        x.requires_grad_(True)

        def eager(form):
            x.grad = None
            torch.autograd.backward(form(torch, x, start, steps), upstream)

        def scripted():
            x.grad = None
            script(x, start, *upstream, steps).backward()

        if wanted(f"{name} gradient"):
            row(
                f"{name} gradient",
                f"torch {torch.__version__} float64",
                threads,
                fastest(lambda: eager(em), lambda: eager(em_stacked), scripted),
            )
        if not wanted(f"{name} fit"):
            continue
        with torch.inference_mode():
            plain = x.detach().clone()
            forward = fastest(lambda: em(torch, plain, start, steps), lambda: em_stacked(torch, plain, start, steps))
        row(f"{name} fit", f"torch {torch.__version__} float64", threads, forward)
        points = x.detach().numpy()

        def fit():
            GaussianMixture(
                k,
                covariance_type="diag",
                tol=0,
                max_iter=steps,
                reg_covar=FLOOR,
                weights_init=numpy.full(k, 1 / k),
                means_init=start.numpy(),
                precisions_init=numpy.ones((k, d)),
                init_params="random",
            ).fit(points)

        row(f"{name} fit", f"scikit-learn {sklearn.__version__}", threads, median_ms(fit))


def time_scoring(torch, threads, wanted):
    import numpy
    import sklearn
    from sklearn.mixture import GaussianMixture

    name = "score 1000000x64x3"
    if not wanted(name):
        return
    generator = numpy.random.default_rng(1)
    x = generator.standard_normal((SCORED, SCORED_DIMENSIONS))
    mean = generator.standard_normal((SCORED_COMPONENTS, SCORED_DIMENSIONS))
    variance = generator.uniform(0.5, 2, mean.shape)
    weight = numpy.full(SCORED_COMPONENTS, 1 / SCORED_COMPONENTS)
    constant = numpy.log(weight) - 0.5 * (
        (mean * mean / variance + numpy.log(variance)).sum(1) + SCORED_DIMENSIONS * numpy.log(2 * numpy.pi)
    )
    slope = torch.from_numpy((mean / variance).T.copy())
    curvature = torch.from_numpy((-0.5 / variance).T.copy())
    constant = torch.from_numpy(constant)
    points = torch.from_numpy(x)
    result = torch.empty(SCORED, dtype=torch.float64)

    def chunks(size):
        with torch.inference_mode():
            for i in range(0, SCORED, size):
                part = points[i : i + size]
                terms = torch.addmm(torch.addmm(constant, part, slope), part * part, curvature)
                torch.logsumexp(terms, 1, out=result[i : i + size])

    row(
        name,
        f"torch {torch.__version__} float64",
        threads,
        fastest(*(lambda size=size: chunks(size) for size in (1024, 4096, CHUNK, 65536, SCORED))),
    )
    mixture = GaussianMixture(SCORED_COMPONENTS, covariance_type="diag")
    mixture.weights_, mixture.means_, mixture.covariances_ = weight, mean, variance
    mixture.precisions_cholesky_ = 1 / numpy.sqrt(variance)
    row(name, f"scikit-learn {sklearn.__version__}", threads, median_ms(lambda: mixture.score_samples(x), 3))


def row(benchmark, peer, threads, milliseconds):
    print(f"{benchmark},{peer},{threads},{milliseconds:.4f}", flush=True)


def time_all(threads, names):
    restart_with(settings(threads))
    import torch

    torch.set_num_threads(threads)

    def wanted(name):
        return not names or any(part in name for part in names)

    for part in (time_steps, time_embedding, time_em, time_scoring):
        part(torch, threads, wanted)


def write_scripts(directory):
    """Each module is the whole work of one benchmark: forward(anything) runs it once and returns a number."""
    import torch
    import torch.jit._builtins

    # A module that trains itself has to switch gradients on, for a host that has them off.
    torch.jit._builtins._register_builtin(torch._C._set_grad_enabled, "aten::set_grad_enabled")
    switch = torch._C._set_grad_enabled
    functional = torch.nn.functional

    class Step(torch.nn.Module):
        def __init__(self, filters: int, dtype: torch.dtype, layout):
            super().__init__()
            parameters = []
            channels = 1
            for _ in range(BLOCKS):
                weights = (2 / (9 * channels)) ** 0.5 * torch.randn(filters, channels, 3, 3, dtype=dtype)
                parameters += [
                    weights.contiguous(memory_format=layout),
                    torch.ones(filters, dtype=dtype),
                    torch.zeros(filters, dtype=dtype),
                ]
                channels = filters
            self.parameters_ = torch.nn.ParameterList(parameters)
            self.first = [torch.zeros_like(p) for p in parameters]
            self.second = [torch.zeros_like(p) for p in parameters]
            self.mean = [torch.zeros(filters, dtype=dtype) for _ in range(BLOCKS)]
            self.variance = [torch.ones(filters, dtype=dtype) for _ in range(BLOCKS)]
            images = torch.randn(STEP_IMAGES, 1, SIDE, SIDE, dtype=dtype)
            self.register_buffer("images", images.contiguous(memory_format=layout))
            self.register_buffer("upstream", torch.randn(STEP_IMAGES, filters, dtype=dtype))
            self.t = 0

        def forward(self, ignored: torch.Tensor):
            p = self.parameters_
            w = [p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11]]
            switch(True)
            h = self.images
            for b in range(4):
                h = functional.conv2d(h, w[3 * b], padding=1)
                h = functional.batch_norm(
                    h, self.mean[b], self.variance[b], w[3 * b + 1], w[3 * b + 2], training=True
                )
                h = functional.max_pool2d(torch.relu_(h), 2)
            gradients = torch.autograd.grad([(h.flatten(1) * self.upstream).sum()], w)
            switch(False)
            self.t += 1
            first_correction = 1 - 0.9**self.t
            second_correction = 1 - 0.999**self.t
            for i in range(12):
                g = gradients[i]
                if g is not None:
                    self.first[i].mul_(0.9).add_(g, alpha=0.1)
                    self.second[i].mul_(0.999).addcmul_(g, g, value=0.001)
                    scale = self.second[i].sqrt().div_(second_correction**0.5).add_(1e-8)
                    w[i].addcdiv_(self.first[i], scale, value=-1e-3 / first_correction)
            return w[1].sum()

    class Em(torch.nn.Module):
        def __init__(self, n: int, d: int, k: int, steps: int):
            super().__init__()
            for name, value in zip(("x", "start", "to_mean", "to_variance", "to_weight"), em_data(torch, n, d, k)):
                self.register_buffer(name, value)
            self.steps = steps
            self.floor = FLOOR

        def forward(self, ignored: torch.Tensor):
            switch(True)
            x = self.x.detach().requires_grad_(True)
            squares = x * x
            mean = self.start
            variance = torch.ones_like(mean)
            weight = torch.full([mean.shape[0]], 1.0 / mean.shape[0], dtype=x.dtype)
            for _ in range(self.steps):
                precision = 1 / variance
                constant = torch.log(weight) - 0.5 * (mean * mean * precision + torch.log(variance)).sum(1)
                r = torch.softmax(x @ (mean * precision).t() - 0.5 * (squares @ precision.t()) + constant, 1)
                mass = r.sum(0)
                mean = (r.t() @ x) / mass.unsqueeze(1)
                variance = (r.t() @ squares) / mass.unsqueeze(1) - mean * mean + self.floor
                weight = mass / x.shape[0]
            loss = (mean * self.to_mean).sum() + (variance * self.to_variance).sum() + (weight * self.to_weight).sum()
            gradient = torch.autograd.grad([loss], [x])[0]
            switch(False)
            assert gradient is not None
            return gradient.sum()

    class Score(torch.nn.Module):
        def __init__(self, chunk: int):
            super().__init__()
            k, d = SCORED_COMPONENTS, SCORED_DIMENSIONS
            variance = 0.5 + 1.5 * torch.rand(k, d, dtype=torch.float64)
            mean = torch.randn(k, d, dtype=torch.float64)
            self.register_buffer("slope", (mean / variance).t().contiguous())
            self.register_buffer("curvature", (-0.5 / variance).t().contiguous())
            self.register_buffer("constant", torch.zeros(k, dtype=torch.float64))
            self.x = torch.empty(0, d, dtype=torch.float64)
            self.size = SCORED
            self.chunk = chunk

        def forward(self, ignored: torch.Tensor):
            if self.x.shape[0] == 0:
                # Drawn here: half a gigabyte in a file would serve nobody.
                self.x = torch.randn(self.size, self.x.shape[1], dtype=torch.float64)
            result = torch.empty(self.size, dtype=torch.float64)
            for i in range(0, self.size, self.chunk):
                part = self.x[i : i + self.chunk]
                terms = torch.addmm(torch.addmm(self.constant, part, self.slope), part * part, self.curvature)
                result[i : i + self.chunk] = torch.logsumexp(terms, 1)
            return result[0]

    modules = {}
    for filters in (64, 32):
        for dtype, label in ((torch.float64, "float64"), (torch.float32, "float32")):
            modules[f"step 4x{filters},{label},plain"] = Step(filters, dtype, torch.contiguous_format)
            modules[f"step 4x{filters},{label},channels last"] = Step(filters, dtype, torch.channels_last)
    for name, shape in EM_SHAPES.items():
        modules[f"{name} gradient,float64,plain"] = Em(*shape)
    for chunk in (1024, CHUNK, SCORED):
        modules[f"score 1000000x64x3,float64,chunks of {chunk}"] = Score(chunk)
    os.makedirs(directory, exist_ok=True)
    for name, module in modules.items():
        torch.jit.script(module).save(os.path.join(directory, name + ".pt"))


def time_start(runs, command):
    """Wall time and peak resident memory of a whole process, from exec to exit."""
    walls = []
    peaks = []
    for _ in range(runs):
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        walls.append(1e3 * (time.perf_counter() - begin))
        peaks.append(usage.ru_maxrss / 1024)
        if status != 0:
            sys.exit(f"{command} ended with status {status}")
    print(f"{statistics.median(walls):.1f},{statistics.median(peaks):.1f}")


def versions():
    import numpy
    import sklearn
    import torch

    print(
        f"Python {sys.version.split()[0]}, torch {torch.__version__}, scikit-learn {sklearn.__version__},"
        f" numpy {numpy.__version__}; "
        + ", ".join(f"{name}={value}" for name, value in settings("threads").items())
    )


def main(arguments):
    if len(arguments) >= 2 and arguments[0] == "time":
        time_all(int(arguments[1]), arguments[2:])
    elif len(arguments) == 2 and arguments[0] == "script":
        write_scripts(arguments[1])
    elif len(arguments) >= 3 and arguments[0] == "start":
        time_start(int(arguments[1]), arguments[2:])
    elif arguments == ["versions"]:
        versions()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
