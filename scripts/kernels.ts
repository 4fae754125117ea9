/** For tests: the kernel trees there are. See `kernels.mjs`, which the scripts share. */
export { kernelRoots } from './kernels.mjs';
