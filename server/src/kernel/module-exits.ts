/**
 * The functions that a module's exit is made of, as far as they certainly do not wait for subscriptions that were put: of the kernel, they
 * undo what the init did.
 */

/**
 * Those that call back into the driver (`pci_unregister_driver()` its `remove`, `put_device()` a `release`, in whatever file that is) are not among them.
 * By how the kernel names them (include/linux/miscdevice.h, cdev.h, fs.h, platform_device.h, device/class.h, debugfs.h, slab.h, workqueue.h, kthread.h, timer.h, idr.h, xarray.h).
 */
const UNDOES = /^(misc_deregister|cdev_(del|device_del)|unregister_chrdev(_region)?|unregister_(netdevice_notifier|reboot_notifier|filesystem|blkdev|shrinker)|class_(destroy|unregister)|device_(destroy|unregister)|platform_device_(unregister|del|put)|debugfs_(remove|remove_recursive)|proc_remove|remove_proc_entry|kv?free|vfree|free_(page|pages|irq)|kmem_cache_destroy|mempool_destroy|(destroy|flush|drain)_workqueue|(cancel|flush)_(delayed_)?work(_sync)?|kthread_stop|(del_timer|timer_delete|timer_shutdown)(_sync)?|(ida|idr|xa)_destroy|rcu_barrier|synchronize_(rcu|srcu)|cleanup_srcu_struct)$/;

export function undoesInit(name: string): boolean {
  return UNDOES.test(name);
}

/** The function that a file names as its module's exit (include/linux/module.h). Code that is only ever built in has no use for one. */
export function moduleExit(declaration: string): string | undefined {
  return /\bmodule_exit\s*\(\s*(\w+)\s*\)/.exec(declaration)?.[1];
}

/**
 * Where a file says what its module does when it is left: a function, or a driver that a macro registers and unregisters (include/linux/module.h,
 * device/driver.h: `module_driver()`, and what is made of it for each bus: pci.h, platform_device.h, usb.h).
 * @returns the name of either, and where it stands
 */
export function modulesEnd(text: string): { readonly name: string; readonly start: number } | undefined {
  const found = /^[ \t]*(?:module_exit|module_(?:\w+_)?driver)\s*\(\s*(\w+)/m.exec(text);
  return found?.[1] === undefined ? undefined : { name: found[1], start: found.index + found[0].length - found[1].length };
}
