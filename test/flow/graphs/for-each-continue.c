static void f(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		if (skip(vma))
			continue;
		one(vma);
	}
}

/* expected:
flowchart TD
  b0["*vma<br>VMA_ITERATOR(vmi, mm, 0);"]
  b0 --> b1
  b1{"advance for_each_vma<br>for_each_vma ?"}
  b1 --> b2
  b1 --> b3
  b2{"skip(vma) ?"}
  b2 -->|"true"| b4
  b2 -->|"false"| b5
  b3(["return"])
  b4[" "]
  b4 -.-> b1
  b5["one(vma);"]
  b5 -.-> b1
*/
