static void f(struct vma_iterator vmi, struct vm_area_struct *vma)
{
	do {
		one(vma);
	} for_each_vma(vmi, vma);
}

/* expected:
flowchart TD
  b0[" "]
  b0 --> b2
  b1{"advance for_each_vma<br>for_each_vma ?"}
  b1 -.-> b2
  b1 --> b3
  b2["one(vma);"]
  b2 --> b1
  b3(["return"])
*/
